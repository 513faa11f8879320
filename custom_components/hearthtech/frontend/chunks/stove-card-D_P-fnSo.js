import{B as e,E as t,H as n,M as r,O as i,R as a,V as o,W as s,_ as c,f as l,g as u,s as d,z as f}from"./lit-ByipWQVB.js";import{B as p,C as m,F as h,G as g,H as _,I as v,L as y,R as b,V as x,W as S,a as C,d as w,f as T,i as E,m as D,n as O,o as k,p as A,r as j,u as M,z as N}from"./shared-B_kjcvt3.js";import{n as P}from"./hass-DRdHpkvh.js";var F=class extends e{constructor(...e){super(...e),this.points=[],this.now=0,this.scale=!1}static{this.styles=[_,s` :host{position:relative;display:block;block-size:56px;min-inline-size:0;contain:layout paint style}:host([scale]){block-size:120px}svg{display:block;inline-size:100%;block-size:100%;border-block-end:1px solid var(--ht-line)}path{fill:none;stroke-width:2;stroke-linejoin:round;vector-effect:non-scaling-stroke}.line{stroke:var(--ht-heat-4)}.target{stroke:var(--ht-text-2);stroke-dasharray:5 4}span{position:absolute;inset-inline-start:0;padding-inline:2px;font-size:var(--ht-size-12);line-height:1.25;color:var(--ht-text-2);background:color-mix(in srgb,var(--ht-surface) 80%,transparent)}.high{inset-block-start:0}.low{inset-block-end:2px}`]}render(){let e=C(this.points,this.now),t=[...this.points].reverse().find(([,e])=>e!==null),r=this.points.find(([,e])=>e!==null);if(e===null||r?.[1]==null||t?.[1]==null)return n`<svg aria-hidden="true"></svg>`;let i=this.locale.t(`trace`,{from:this.locale.temperature(r[1]),to:this.locale.temperature(t[1])});return n`<svg viewBox="0 0 100 100" preserveAspectRatio="none" role="img" aria-label=${i}>
<path class="target" d=${e.target} />
<path class="line" d=${e.line} />
</svg>
${this.scale?n`<span class="high digits" aria-hidden="true">${this.locale.temperature(e.high)}</span>
<span class="low digits" aria-hidden="true">${this.locale.temperature(e.low)}</span>`:``}`}};x([f({attribute:!1})],F.prototype,`points`,void 0),x([f({attribute:!1})],F.prototype,`now`,void 0),x([f({attribute:!1})],F.prototype,`locale`,void 0),x([f({type:Boolean,reflect:!0})],F.prototype,`scale`,void 0),F=x([g(`ht-trace`)],F);var I=4e3,L=class extends e{constructor(...e){super(...e),this.points=[],this.drawnAt=0,this.mayHeat=!1,this.connected=!0,this.refused=``}static{this.styles=[_,s` :host{display:flex;flex-direction:column;gap:var(--ht-space-4)}.now{display:grid;grid-template-columns:minmax(112px,144px) 1fr;align-items:center;gap:var(--ht-space-4)}.facts{display:flex;flex-direction:column;align-items:flex-start;gap:4px;min-inline-size:0}.modes{display:flex;flex-wrap:wrap;gap:var(--ht-space-2)}.level{display:flex;align-items:baseline;justify-content:space-between;flex-wrap:wrap;gap:var(--ht-space-2)}output{font-size:var(--ht-size-28);font-weight:500}.ask{display:flex;flex-direction:column;gap:var(--ht-space-2);padding:var(--ht-space-4);border:2px solid var(--ht-heat-edge);border-radius:16px}.ask h3{margin:0;font-size:var(--ht-size-16);font-weight:500}.ask p,.note{margin:0;line-height:1.45}.note{color:var(--ht-text-2);font-size:var(--ht-size-14)}.buttons{display:flex;flex-wrap:wrap;gap:var(--ht-space-2)}.buttons [kind="primary"]{flex:1 1 auto}.failed{margin:0;color:var(--ht-fault-text);line-height:1.45}`]}willUpdate(e){if(!e.has(`burner`))return;let t=e.get(`burner`);t!==void 0&&t.revision!==this.burner.revision&&this.sent!==void 0&&this.settled(),this.asked!==void 0&&!w(this.burner,this.asked)&&(this.asked=void 0)}disconnectedCallback(){super.disconnectedCallback(),clearTimeout(this.patience)}render(){return n`${this.renderNow()} ${p(this.burner)?o:this.renderControls()}
<div role="status" class=${this.refused?``:`visually-hidden`}>
${this.refused?n`<p class="failed">${this.locale.t(`failed`,{reason:this.refused})}</p>
<ht-button label=${this.locale.t(`retry`)} @click=${this.retry}></ht-button>`:o}
</div>`}renderNow(){let{burner:e,locale:t}=this,r=E(e,t),i=b(e),a=[i===null?null:t.t(`now`,{temperature:t.temperature(i)}),e.target_c===null?null:t.t(`target`,{temperature:t.temperature(e.target_c)}),N(e)===`on`&&e.target_c===null?`${t.t(`level`)}: ${j(e,t)??t.t(`unknown`)}`:null].filter(e=>e!==null);return n`<div class="now">
<ht-heat-ring .state=${r.ring} .share=${r.share} .value=${r.value} .note=${r.note}></ht-heat-ring>
<div class="facts">
<ht-label .icon=${r.status.icon} .text=${r.status.text} .tone=${r.status.tone}></ht-label>
${a.map(e=>n`<span>${e}</span>`)}
${e.timer_ends_at===null?o:n`<span>${t.t(`turns_off`)}
<ht-countdown .endsAt=${e.timer_ends_at} .clock=${this.clock} .locale=${t}></ht-countdown></span>`}
</div>
</div>
${(e.can.pan_temperature??`none`)===`none`&&(e.can.probe_temperature??`none`)===`none`?o:n`<ht-trace scale .points=${this.points} .now=${this.drawnAt} .locale=${t}></ht-trace>`}`}renderControls(){let{burner:e,locale:t}=this,r=y(e),i=N(e);if(i===`unknown`)return o;if(e.source===`latched`)return n`<p class="note">${t.t(`acknowledge_text`)}</p>
${this.mayHeat?n`<ht-button .icon=${d} label=${t.t(`acknowledge`)} @click=${this.release}></ht-button>`:n`<p class="note">${t.t(`not_allowed`)}</p>`}`;if(!r.power&&!r.temperature)return n`<p class="note">${t.t(`read_only`)}</p>`;if(e.source===`manual`&&e.kind!==null)return n`<p class="note">${t.t(`set_by_hand_note`)}</p>`;if(i===`off`&&!r.starts)return n`<p class="note">${t.t(`adjust_only`)}</p>`;if(i===`off`&&!this.mayHeat)return n`<p class="note">${t.t(`not_allowed`)}</p>`;if(this.stove?.remote_enabled===!1)return n`<p class="note">${t.t(`remote_off`)}</p>`;let a=this.currentMode(),s=this.scale(a),c=this.chosen??this.present(a),l=this.words(a,c);return n`${r.power&&r.temperature?n`<div class="modes">
${[`power`,`temperature`].map(e=>n`<ht-chip label=${t.t(e===`power`?`level`:`hold`)} ?selected=${a===e} @click=${()=>this.choose(e)}
></ht-chip>`)}
</div>`:o}
<div>
<div class="level">
<span>${t.t(a===`power`?`level`:`temperature`)}</span>
<output class="digits">${l}</output>
</div>
<ht-slider label=${`${e.name}, ${t.t(a===`power`?`level`:`temperature`)}`} .min=${s.min} .max=${s.max} .step=${s.step} .value=${c} .text=${l} ?disabled=${!this.connected} @input=${this.moved} @change=${this.released}
></ht-slider>
${this.sent===void 0?o:n`<p class="note" role="status">${t.t(`sending`)}</p>`}
${this.mayHeat?o:n`<p class="note">${t.t(`not_allowed`)}</p>`}
</div>
${this.asked===void 0?o:this.renderQuestion(this.asked)}`}renderQuestion(e){let{burner:a,locale:s}=this,c=this.stove?.armed??null,l=T(a,c),u=e.power===void 0?s.temperature(e.temperature_c??0):this.words(`power`,e.power),d=s.t(a.source===`idle`?`start_at`:`raise_to`,{burner:a.name,level:u});return n`<section class="ask" aria-live="polite">
${l?n`<h3>${s.t(`arm_heading`)}</h3>
<p>${s.t(`arm_text`,{stove:this.stove?.name??s.t(`stove`)})}</p>
<ht-label .icon=${r} .text=${s.t(`arm_waiting`)}></ht-label>`:a.source===`idle`&&c===!0?n`<ht-label .icon=${t} .text=${s.t(`armed`)} tone="good"></ht-label>`:o}
<div class="buttons">
<ht-button kind="primary" .icon=${i} label=${d} ?disabled=${l||!this.connected} @click=${()=>this.send(e)}
></ht-button>
<ht-button label=${s.t(`cancel`)} @click=${this.forget}></ht-button>
</div>
</section>`}currentMode(){let e=y(this.burner);return e.power?e.temperature?this.mode??(this.burner.target_c===null?`power`:`temperature`):`power`:`temperature`}scale(e){let[t,n,r]=this.burner.range[e]??[null,null,null];return e===`power`?{min:0,max:Math.min(n??1,2),step:r??.05}:{min:t??40,max:n??250,step:Math.max(r??1,1)}}present(e){let{min:t}=this.scale(e);return this.sent===void 0?e===`power`?this.burner.target_c===null?this.burner.power??t:t:this.burner.target_c??Math.max(t,Math.min(b(this.burner)??t,this.scale(e).max)):(e===`power`?this.sent.power:this.sent.temperature_c)??t}words(e,t){return e===`temperature`?this.locale.temperature(t):t>1?this.locale.t(`boost`):t===0?this.locale.t(`off`):this.locale.percent(t)}choose(e){this.mode=e,this.forget()}moved(e){this.chosen=e.target.value,this.asked=void 0,this.refused=``}released(e){e.stopPropagation();let t=e.target.value,n=this.currentMode()===`power`?{power:t}:{temperature_c:t};this.chosen=t,w(this.burner,n)?this.mayHeat?this.asked=n:(this.chosen=void 0,this.refused=this.locale.t(`not_allowed`)):this.send(n)}forget(){this.asked=void 0,this.chosen=void 0,this.refused=``}send(e){this.lastOrder=e,this.refused=``,this.asked=void 0,this.chosen=void 0,this.sent=e,clearTimeout(this.patience),this.patience=setTimeout(()=>this.settled(),I),A(this.hass,this.burner,e,N(this.burner)===`off`).catch(e=>this.failed(e))}release(){this.lastOrder=void 0,M(this.hass,this.burner.id).catch(e=>this.failed(e))}retry(){this.refused=``;let e=this.lastOrder;e!==void 0&&(w(this.burner,e)?this.asked=e:this.send(e))}settled(){clearTimeout(this.patience),this.sent=void 0}failed(e){this.settled();let t=e=>{this.refused=e};P(e)?m(this.hass,this.locale,e).then(t):t(this.locale.t(`unknown`))}};x([f({attribute:!1})],L.prototype,`hass`,void 0),x([f({attribute:!1})],L.prototype,`locale`,void 0),x([f({attribute:!1})],L.prototype,`clock`,void 0),x([f({attribute:!1})],L.prototype,`burner`,void 0),x([f({attribute:!1})],L.prototype,`stove`,void 0),x([f({attribute:!1})],L.prototype,`points`,void 0),x([f({attribute:!1})],L.prototype,`drawnAt`,void 0),x([f({type:Boolean})],L.prototype,`mayHeat`,void 0),x([f({type:Boolean})],L.prototype,`connected`,void 0),x([a()],L.prototype,`mode`,void 0),x([a()],L.prototype,`chosen`,void 0),x([a()],L.prototype,`asked`,void 0),x([a()],L.prototype,`sent`,void 0),x([a()],L.prototype,`refused`,void 0),L=x([g(`ht-burner-controls`)],L);var R=class extends e{constructor(...e){super(...e),this.bridged=``,this.connected=!0}static{this.styles=[_,s` :host{position:relative;display:flex;flex-flow:var(--ht-tile-direction,column) wrap;align-items:center;justify-content:space-between;min-inline-size:0;text-align:center}.open{display:flex;flex-direction:var(--ht-tile-direction,column);align-items:center;gap:4px 12px;inline-size:100%;padding:4px;border:0;border-radius:16px;font:inherit;color:inherit;background:none;cursor:pointer;-webkit-tap-highlight-color:transparent}ht-heat-ring{order:-1;flex:none;inline-size:min(100%,clamp(88px,calc(var(--diameter,0.18) * min(760px,150cqi)),240px))}.name{max-inline-size:100%;font-size:var(--ht-size-14);font-weight:500;line-height:1.25;hyphens:auto;overflow-wrap:anywhere}.words{display:flex;flex-direction:column;align-items:center;min-inline-size:0;max-inline-size:100%}ht-stop-button{margin-block-start:4px;max-inline-size:100%}`]}render(){let{burner:e,locale:t}=this,r=E(e,t),i=N(e);return n`<button type="button" class="open" style="--diameter:${e.diameter_m??.18}" aria-haspopup="dialog" @click=${this.opened}
>
<span class="words">
<span class="name">${e.name}</span>
<ht-label .icon=${r.status.icon} .text=${r.status.text} .tone=${r.status.tone}></ht-label>
${this.bridged?n`<ht-label .text=${t.t(`bridged`,{burner:this.bridged})}></ht-label>`:o}
${e.timer_ends_at===null?o:n`<ht-countdown .endsAt=${e.timer_ends_at} .clock=${this.clock} .locale=${t}></ht-countdown>`}
</span>
<ht-heat-ring .state=${r.ring} .share=${r.share} .value=${r.value} .note=${r.note}></ht-heat-ring>
</button>
${i===`on`||i===`fault`?n`<ht-stop-button .hass=${this.hass} .locale=${t} .burners=${[e.id]} .name=${e.name} .on=${i===`on`} .connected=${this.connected}
></ht-stop-button>`:o}`}opened(){this.dispatchEvent(new CustomEvent(`opened`,{detail:this.burner.id}))}};x([f({attribute:!1})],R.prototype,`hass`,void 0),x([f({attribute:!1})],R.prototype,`locale`,void 0),x([f({attribute:!1})],R.prototype,`clock`,void 0),x([f({attribute:!1})],R.prototype,`burner`,void 0),x([f()],R.prototype,`bridged`,void 0),x([f({type:Boolean})],R.prototype,`connected`,void 0),R=x([g(`ht-burner-tile`)],R);var z=s` :host{display:block;block-size:100%;container:stove / inline-size}.card{display:flex;flex-direction:column;gap:var(--ht-space-3);block-size:100%;padding:var(--ht-space-4);border:var(--ha-card-border-width,1px) solid var(--ha-card-border-color,var(--ht-line));border-radius:var(--ht-radius);background:var(--ht-surface);overflow:hidden}header{display:flex;flex-wrap:wrap;align-items:center;gap:var(--ht-space-2) var(--ht-space-3);min-block-size:48px}.title{flex:1 1 8em;min-inline-size:0}h2{margin:0;font-size:var(--ht-size-16);font-weight:500;line-height:1.35;overflow-wrap:anywhere}.facts{display:flex;flex-wrap:wrap;gap:0 var(--ht-space-3)}.worktop{display:grid;align-items:center;justify-items:stretch;gap:var(--ht-space-3) var(--ht-space-2);padding:var(--ht-space-3) var(--ht-space-2);border:1px solid var(--ht-glass-edge);border-radius:16px;background:var(--ht-glass)}.place{min-inline-size:0}.place.joined{padding-block:var(--ht-space-2);border:2px dashed var(--ht-outline);border-radius:48px}.reading{display:grid;grid-template-columns:minmax(5em,12em) 1fr;align-items:center;gap:var(--ht-space-3);min-block-size:64px}.reading .name{font-size:var(--ht-size-14);line-height:1.35;overflow-wrap:anywhere}.reading .value{font-size:var(--ht-size-20);font-weight:500}.reading .goal{font-size:var(--ht-size-14);color:var(--ht-text-2)}.measures{display:flex;flex-direction:column;gap:var(--ht-space-3)}.measure{display:grid;grid-template-columns:auto 1fr;align-items:center;gap:var(--ht-space-4)}.measure .big{font-size:var(--ht-size-40);font-weight:500;white-space:nowrap}@container stove (max-width:17em){.worktop.columns-2,.worktop.columns-1{display:flex;flex-direction:column;align-items:stretch;--ht-tile-direction:row}.reading,.measure{grid-template-columns:minmax(0,1fr)}}@container stove (max-width:22em){.worktop:not(.columns-1,.columns-2){display:flex;flex-direction:column;align-items:stretch;--ht-tile-direction:row}}`,B=class extends D{constructor(...e){super(...e),this.config={type:``},this.t=e=>this.locale?.t(e)??``}static{this.styles=[S,_,z]}setConfig(e){this.config=e}used(e){return[e.burners]}feedChanged(){this.traces?.sample(),super.feedChanged()}isReady(){return this.feeds.burners.status!==`loading`}willUpdate(e){this.hasHass&&(this.traces??=k(this.hass.connection,()=>this.requestUpdate()))}render(){let{status:e,value:t}=this.feeds.burners;if(e===`missing`)return this.frame(this.notice(`integration_missing`,`integration_missing_text`));if(e===`loading`)return this.frame(n`<ht-label .text=${this.t(`loading`)}></ht-label>`);let r=this.stoveOf();if(r===void 0){let e=Object.keys(t.stoves).length===0;return this.frame(e?this.notice(`stove_none`,`stove_none_text`):this.notice(`stove_gone`,`stove_choose`))}let i=this.burnersOf(r),a=i.filter(e=>!p(e));return this.frame(n`
${this.renderHeader(r,a)}
${a.length>0?this.renderWorktop(r,a):o}
${this.renderReadings(i)}
${this.renderSheet(r,i)}
`)}frame(e){return n`<section class="card" aria-label=${this.config.name??this.t(`stove`)}>${e}</section>`}notice(e,t){return n`<ht-empty-state .icon=${i} heading=${this.t(e)} text=${this.t(t)}></ht-empty-state>`}get connected(){return this.hass.connected!==!1&&this.hass.connection.connected}stoveOf(){let{stoves:e,burners:t}=this.feeds.burners.value,{device:n,stove:r}=this.config;if(n!==void 0){let r=Object.values(t).find(e=>e.device_id===n);return r===void 0?Object.values(e).find(e=>e.device_id===n):e[r.stove]}return r===void 0?Object.values(e).find(e=>e.kind!==`thermometer`)??Object.values(e)[0]:e[r]??e[r.slice(0,Math.max(r.lastIndexOf(`/`),0))]}burnersOf(e){let t=v(this.feeds.burners.value,e.id),{device:n,stove:r}=this.config,i=t.find(e=>e.id===r||n!==void 0&&e.device_id===n);return i===void 0?t:[i]}renderHeader(e,r){let{locale:i}=this;if(i===void 0)return o;let a=r.filter(e=>N(e)===`on`),s=r.length>1;return n`<header>
<div class="title">
<h2>${this.config.name??e.name_by_user??e.name}</h2>
<div class="facts">
${e.available?o:n`<ht-label .icon=${u} .text=${i.t(`unknown`)}></ht-label>`}
${this.connected?o:n`<ht-label .icon=${l} tone="fault" .text=${i.t(`offline`)}></ht-label>`}
${e.armed?n`<ht-label .icon=${t} tone="good" .text=${i.t(`armed`)}></ht-label>`:o}
${e.locked?n`<ht-label .icon=${c} .text=${i.t(`locked`)}></ht-label>`:o}
</div>
</div>
${s?n`<ht-stop-button .hass=${this.hass} .locale=${i} .burners=${r.map(e=>e.id)} .label=${i.t(`stop_all`)} .name=${e.name} .on=${a.length>0} .connected=${this.connected}
></ht-stop-button>`:o}
</header>`}renderWorktop(e,t){let{locale:r}=this;if(r===void 0)return o;let i=O(t,this.config.arrangement),a=new Map(i.places.map(e=>[e.n,e]));return n`<div class=${`worktop columns-${i.columns}`} style="grid-template-columns:repeat(${i.columns},minmax(0,1fr));grid-template-rows:repeat(${i.rows*2},auto)"
>
${t.map(i=>{let s=a.get(i.n),c=h(e,i.n);if(s===void 0||c!==null&&c!==i.n)return o;let l=c===null?void 0:e.bridges.find(([e])=>e===c),u=t.find(e=>e.n===l?.[1]),d=u===void 0?void 0:a.get(u.n),f=[s.row,d?.row??s.row],p=[s.column,d?.column??s.column],m=[Math.min(...f)*2+1,Math.min(...p)+1,Math.max(...f)*2+3,Math.max(...p)+2].join(` / `);return n`<div class=${u===void 0?`place`:`place joined`} style="grid-area:${m}">
<ht-burner-tile .hass=${this.hass} .locale=${r} .clock=${this.feeds.clock} .burner=${i} .bridged=${u?.name??``} .connected=${this.connected} @opened=${this.open}
></ht-burner-tile>
</div>`})}
</div>`}renderReadings(e){let{locale:t,traces:r}=this;if(t===void 0||r===void 0)return o;let i=e.filter(p),a=this.config.trace===!1?[]:e.filter(e=>N(e)===`on`&&b(e)!==null);return n`${i.length===0?o:n`<div class="measures">
${i.map(e=>n`<div class="measure">
<div>
${i.length>1?n`<div>${e.name}</div>`:o}
<div class="big digits">${b(e)===null?`?`:t.temperature(b(e)??0)}</div>
<ht-label .icon=${E(e,t).status.icon} .text=${E(e,t).status.text}></ht-label>
</div>
<ht-trace scale .points=${r.of(e.id)} .now=${r.changedAt} .locale=${t}></ht-trace>
</div>`)}
</div>`}
${a.length===0?o:n`<div>
${a.map(e=>n`<div class="reading">
<div>
<div class="name">${e.name}</div>
<span class="value digits">${t.temperature(b(e)??0)}</span>
${e.target_c===null?o:n`<span class="goal digits">→ ${t.temperature(e.target_c)}</span>`}
</div>
<ht-trace .points=${r.of(e.id)} .now=${r.changedAt} .locale=${t}></ht-trace>
</div>`)}
</div>`}`}renderSheet(e,t){let r=t.find(e=>e.id===this.opened),{locale:i}=this;return i===void 0?o:n`<ht-sheet .open=${r!==void 0} heading=${r?.name??``} .closeLabel=${i.t(`close`)} @closed=${this.close}
>
${r===void 0?o:n`
${p(r)?o:n`<ht-stop-button slot="pinned" .hass=${this.hass} .locale=${i} .burners=${[r.id]} .name=${r.name} .on=${N(r)===`on`} .connected=${this.connected}
></ht-stop-button>`}
<ht-burner-controls .hass=${this.hass} .locale=${i} .clock=${this.feeds.clock} .burner=${r} .stove=${e} .points=${this.traces?.of(r.id)??[]} .drawnAt=${this.traces?.changedAt??0} .mayHeat=${this.feeds.burners.value.mayHeat} .connected=${this.connected}
></ht-burner-controls>`}
</ht-sheet>`}open(e){this.opened=e.detail}close(){this.opened=void 0}};x([f({attribute:!1})],B.prototype,`config`,void 0),x([a()],B.prototype,`opened`,void 0),B=x([g(`hearthtech-stove-card-content`)],B);export{B as StoveCard};