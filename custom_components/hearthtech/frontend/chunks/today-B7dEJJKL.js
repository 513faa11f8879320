import{D as e,n as t,r as n,t as r}from"./icons-Cr88j4gc.js";import{F as i,H as a,O as o,R as s,V as c,W as l,c as u,n as d,r as f,s as p}from"./lit-ByipWQVB.js";import{J as m,L as h,Q as g,V as _,Y as v,et as y,q as b}from"./parts-BS337TDt.js";import{G as x,H as S,S as C,V as w,_ as T,b as E,x as D}from"./shared-B_kjcvt3.js";import"./cards-CExJ7b5K.js";import"./stove-card-D_P-fnSo.js";var O=`hearthtech-kitchen`,k={strategy:{type:`custom:hearthtech-kitchen`}};async function A(e){return(await e.connection.sendMessagePromise({type:`lovelace/dashboards/list`})).some(({url_path:e})=>e===O)}async function j(e,t){await A(e)||await e.connection.sendMessagePromise({type:`lovelace/dashboards/create`,url_path:O,title:t,icon:`mdi:chef-hat`,mode:`storage`,show_in_sidebar:!0,require_admin:!1}),await e.connection.sendMessagePromise({type:`lovelace/config/save`,url_path:O,config:k})}var M=/^(meal_|pantry_|household_|recipe_(cooked|rated|changed|erased|restored)|gathering_|guest_|gap_)/;function N(e){return e!==void 0&&M.test(e)}function P(e){return E(e,`today`)}function F(e){return E(e,`today/suggestion`)}function I(e,t,n){return C(e,`today/prepared`,{preparation:t,done:n})}var L=l` :host{display:grid;grid-template-columns:minmax(0,1fr);align-items:start;gap:var(--ht-space-4)}.column{display:flex;flex-direction:column;gap:var(--ht-space-4);min-inline-size:0}hearthtech-stove-card-content,hearthtech-timers-card-content{block-size:auto}.part{padding:var(--ht-space-3) var(--ht-space-4) var(--ht-space-4);border:1px solid var(--ht-line);border-radius:var(--ht-radius);background:var(--ht-surface)}.part.calls{border:2px solid var(--ht-heat-edge)}h2{display:flex;align-items:center;gap:8px;margin:0 0 var(--ht-space-2);font-size:var(--ht-size-16);font-weight:500;line-height:1.35;color:var(--ht-text-2);--ht-icon-size:20px}h3{margin:0;font-size:var(--ht-size-24);font-weight:500;line-height:1.25;overflow-wrap:anywhere}p{margin:0;line-height:1.4;overflow-wrap:anywhere}.quiet{color:var(--ht-text-2)}.when{font-size:var(--ht-size-16);color:var(--ht-heat-text)}.thing{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:var(--ht-space-2) var(--ht-space-4);min-block-size:56px;padding-block:var(--ht-space-2)}.thing + .thing{border-block-start:1px solid var(--ht-line)}.thing > div:first-child{flex:1 1 12em;min-inline-size:0}.buttons{display:flex;flex-wrap:wrap;gap:var(--ht-space-2)}ul{margin:4px 0 0;padding-inline-start:1.2em;line-height:1.45}.foods{display:flex;flex-wrap:wrap;gap:8px;padding:0;list-style:none}.foods li{padding:6px 14px;border:1px solid var(--ht-line);border-radius:18px;line-height:1.3}.foods .today{border-color:var(--ht-fault);color:var(--ht-fault-text)}.check{display:flex;align-items:center;gap:12px;inline-size:100%;min-block-size:56px;padding:6px 0;border:0;font:inherit;line-height:1.3;text-align:start;color:var(--ht-text);background:none;cursor:pointer}.box{display:grid;place-items:center;flex:none;inline-size:26px;block-size:26px;border:2px solid var(--ht-outline);border-radius:8px;--ht-icon-size:20px}.check[aria-checked="true"] .box{border-color:transparent;color:var(--ht-on-accent);background:var(--ht-accent)}.check[aria-checked="true"] .title{color:var(--ht-text-2);text-decoration:line-through}.check span span{display:block}.late{color:var(--ht-fault-text)}.offer{display:flex;flex-wrap:wrap;align-items:center;gap:var(--ht-space-2)}@media (min-width:1000px){:host(:not([narrow])){grid-template-columns:minmax(0,1fr) minmax(0,1fr)}:host(:not([narrow])) .offer{grid-column:1 / -1}}`,R=300,z=class extends y{constructor(...e){super(...e),this.dashboard=`unknown`,this.reason=``,this.failed=``,this.reading=new T,this.suggesting=new T,this.cooking=-1,this.hadConnection=!0}static{this.styles=[S,L]}used(e){return[e.burners,e.sessions]}disconnectedCallback(){super.disconnectedCallback(),clearTimeout(this.settling),this.unfollow?.(),this.unfollow=void 0,this.cooking=-1}willUpdate(e){if(super.willUpdate(e),!this.isConnected)return;this.unfollow??=this.feeds.changes.on(e=>{(e.type===`kitchen`?e.loaded:N(e.kind))&&this.readSoon()});let t=Object.keys(this.feeds.sessions.value.sessions).length;(t!==this.cooking||this.connected&&!this.hadConnection)&&this.readSoon(),this.cooking=t,this.hadConnection=this.connected}firstUpdated(){this.hass.user?.is_admin&&A(this.hass).then(e=>{this.dashboard=e?`there`:`missing`},()=>void 0)}readSoon(){clearTimeout(this.settling),this.settling=setTimeout(()=>{this.reading.of(P(this.hass),e=>{this.day=e,this.failed=``},e=>{D(this.hass,this.locale,e).then(e=>{this.failed=this.locale.t(`failed`,{reason:e})})}),this.suggesting.of(F(this.hass),e=>{this.suggestion=e},()=>{this.suggestion=null})},R)}render(){let{locale:e,feeds:t}=this,{status:n,value:r}=t.burners;if(n===`loading`)return a`<ht-label .text=${e.t(`loading`)}></ht-label>`;if(n===`missing`)return a`<ht-empty-state .icon=${f} heading=${e.t(`integration_missing`)} text=${e.t(`integration_missing_text`)}
></ht-empty-state>`;let i=Object.values(r.stoves);return a`<div class="column">
${Object.values(t.sessions.value.sessions).map(e=>this.renderSession(e))}
${this.renderWaiting()} ${this.renderMeals()} ${this.renderPrepare()} ${this.renderSuggestion()}
${this.renderUseUp()}
<ht-failure text=${this.failed} .retryLabel=${e.t(`retry`)} @retry=${this.readSoon}></ht-failure>
</div>
<div class="column">
${i.length===0?a`<ht-empty-state .icon=${o} heading=${e.t(`stove_none`)} text=${e.t(`stove_none_text`)}
></ht-empty-state>`:i.map(e=>a`<hearthtech-stove-card-content .hass=${this.hass} .config=${{type:``,stove:e.id}}
></hearthtech-stove-card-content>`)}
<hearthtech-timers-card-content .hass=${this.hass}></hearthtech-timers-card-content>
</div>
${this.renderOffer()}`}renderSession(e){let{locale:t}=this,n=e.dishes.some(_),r=`${t.t(`cooking_now`)}: ${e.name}`;return a`<section class=${n?`part calls`:`part`} aria-label=${r}>
<h2><ht-icon .path=${u}></ht-icon>${t.t(`cooking_now`)}</h2>
<ht-session-tile .hass=${this.hass} .locale=${t} .clock=${this.feeds.clock} .session=${e} .burners=${this.feeds.burners.value} .connected=${this.connected} @open=${()=>this.navigate([`cook`,e.id])}
></ht-session-tile>
</section>`}renderWaiting(){let{locale:e,day:t}=this;return t===void 0||t.waiting.length===0?c:a`<section class="part" aria-label=${e.t(`today_waiting`)}>
<h2><ht-icon .path=${d}></ht-icon>${e.t(`today_waiting`)}</h2>
${t.waiting.map(t=>{let n=t.kind===`gathering`?e.t(`today_gathering`,{name:t.name,count:(t.gaps??0)+(t.unconfirmed??0)}):e.t(t.kind===`take`?`today_take`:`today_rate`,{name:t.name}),r=t.kind===`gathering`?[`gatherings`,t.id??``]:[`cook`,t.session??``];return a`<div class="thing">
<div><p dir="auto">${n}</p></div>
<ht-button label=${e.t(`open`)} @click=${()=>this.navigate(r)}></ht-button>
</div>`})}
</section>`}renderMeals(){let{locale:e,day:t}=this;return t===void 0?a`<section class="part"><ht-label .text=${e.t(`loading`)}></ht-label></section>`:a`<section class="part" aria-label=${e.t(`today_meals`)}>
<h2><ht-icon .path=${r}></ht-icon>${e.t(`today_meals`)}</h2>
${t.meals.length===0?a`<div class="thing">
<div><p class="quiet">${e.t(`today_no_meal`)}</p></div>
<ht-button label=${e.t(`today_choose`)} @click=${()=>this.navigate([`recipes`])}></ht-button>
</div>`:t.meals.map(t=>a`<div class="thing">
<div>
<p class="when">${v(this.hass,t.starts_at)}</p>
<h3 dir="auto">${t.name}</h3>
${t.servings===null?c:a`<p class="quiet">${e.t(`today_for`,{count:b(e,t.servings)})}</p>`}
</div>
${t.recipe===null?c:a`<div class="buttons">
<ht-button label=${e.t(`today_recipe`)} @click=${()=>this.navigate([`recipes`,t.recipe??``])}></ht-button>
<ht-button kind="primary" .icon=${u} label=${e.t(`today_cook`)} @click=${()=>this.cook(t.recipe,t.servings)}
></ht-button>
</div>`}
</div>`)}
</section>`}renderPrepare(){let{locale:e,day:t}=this;if(t===void 0||t.prepare.length===0)return c;let r=this.feeds.clock.now();return a`<section class="part" aria-label=${e.t(`today_prepare`)}>
<h2><ht-icon .path=${n}></ht-icon>${e.t(`today_prepare`)}</h2>
${t.prepare.map(t=>a`<button class="check" type="button" role="checkbox" aria-checked=${t.done?`true`:`false`} ?disabled=${!this.connected} @click=${()=>this.prepared(t.id,!t.done)}
>
<span class="box">${t.done?a`<ht-icon .path=${p}></ht-icon>`:c}</span>
<span
><span class="title" dir="auto">${t.title}</span>
${t.words?a`<span class="quiet" dir="auto">${t.words}</span>`:c}
<span class=${!t.done&&t.latest_at<r?`late`:`quiet`}
>${e.t(t.begin_at<r?`today_by`:`today_from`,{time:v(this.hass,t.begin_at<r?t.latest_at:t.begin_at)})}</span
></span
>
</button>`)}
</section>`}renderSuggestion(){let{locale:e,suggestion:n}=this;return n==null?c:a`<section class="part" aria-label=${e.t(`today_suggestion`)}>
<h2><ht-icon .path=${t}></ht-icon>${e.t(`today_suggestion`)}</h2>
<div class="thing">
<div>
<h3 dir="auto">${n.name}</h3>
${n.minutes===null?c:a`<p class="quiet">${h(e,n.minutes*60)}</p>`}
<ul>
${n.reasons.map(e=>a`<li dir="auto">${e}</li>`)}
</ul>
</div>
<div class="buttons">
<ht-button label=${e.t(`today_recipe`)} @click=${()=>this.navigate([`recipes`,n.recipe])}></ht-button>
<ht-button .icon=${u} label=${e.t(`today_cook`)} @click=${()=>this.cook(n.recipe,null)}
></ht-button>
</div>
</div>
</section>`}renderUseUp(){let{locale:t,day:n}=this;return n===void 0||n.use_up.length===0?c:a`<section class="part" aria-label=${t.t(`expires`)}>
<h2><ht-icon .path=${e}></ht-icon>${t.t(`expires`)}</h2>
<ul class="foods">
${n.use_up.map(({name:e,days:n})=>a`<li class=${n!==null&&n<=0?`today`:``} dir="auto">
${e}${n===null?``:` · ${n<0?t.t(`today_over`):m(t,n)}`}
</li>`)}
</ul>
</section>`}renderOffer(){let{locale:e}=this;return this.dashboard===`unknown`?c:a`<div class="offer">
${this.dashboard===`missing`?a`<ht-button .icon=${i} label=${e.t(`dashboard_make`)} ?disabled=${!this.connected} @click=${this.make}
></ht-button>`:a`<span role="status">${e.t(`dashboard_made`,{name:e.t(`dashboard_title`)})}</span>
<ht-button label=${e.t(`open`)} @click=${()=>g(`/${O}`)}></ht-button>`}
${this.reason?a`<ht-label tone="fault" role="status" .icon=${f} .text=${e.t(`failed`,{reason:this.reason})}></ht-label>`:c}
</div>`}cook(e,t){e!==null&&this.navigate([`cook`,`recipe`,e,t===null?``:`${t}`])}prepared(e,t){let{day:n}=this;if(n===void 0)return;let r=t=>n.prepare.map(n=>n.id===e?{...n,done:t}:n);this.day={...n,prepare:r(t)},I(this.hass,e,t).catch(async e=>{this.day={...n,prepare:r(!t)},this.failed=this.locale.t(`failed`,{reason:await D(this.hass,this.locale,e)})})}make(){this.reason=``,j(this.hass,this.locale.t(`dashboard_title`)).then(()=>{this.dashboard=`there`},async e=>{this.reason=await D(this.hass,this.locale,e)})}};w([s()],z.prototype,`day`,void 0),w([s()],z.prototype,`suggestion`,void 0),w([s()],z.prototype,`dashboard`,void 0),w([s()],z.prototype,`reason`,void 0),w([s()],z.prototype,`failed`,void 0),z=w([x(`ht-today`)],z);export{z as Today};