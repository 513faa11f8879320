import{t as e}from"./rolldown-runtime-DK3Fl9T5.js";import{A as t,B as n,C as r,H as i,L as a,R as o,V as s,W as c,d as l,h as u,s as d,t as f,z as p}from"./lit-ByipWQVB.js";import{G as m,H as h,S as g,U as _,V as v,_ as ee,b as y,t as te,v as b,x}from"./shared-B_kjcvt3.js";import{C as ne,F as re,I as ie,M as ae,N as S,R as oe,S as se,U as ce,W as C,Y as le,f as w,g as ue,p as de,tt as T,w as fe,z as E}from"./icons-Cr88j4gc.js";import{d as pe,f as D,n as me,r as he,t as ge}from"./parts-BS337TDt.js";import"./recipes-o5TsGrnc.js";var O=`hearthtech-draft-`,_e=2592e6;function ve(e,t){try{localStorage.setItem(O+e,JSON.stringify({...t,at:Date.now()}))}catch{}}function ye(e){try{let t=JSON.parse(localStorage.getItem(O+e)??`null`);return t===null||typeof t.recipe!=`object`||t.recipe===null||typeof t.at!=`number`||Date.now()-t.at>_e?null:{recipe:t.recipe,version:t.version??0,reason:`${t.reason??``}`,at:t.at}}catch{return null}}function k(e){try{localStorage.removeItem(O+e)}catch{}}var be=class{constructor(e){this.now=e,this.past=[],this.future=[]}set(e){this.past.push(this.now),this.past.length>200&&this.past.shift(),this.future=[],this.now=e}get canUndo(){return this.past.length>0}get canRedo(){return this.future.length>0}undo(){let e=this.past.pop();e!==void 0&&(this.future.push(this.now),this.now=e)}redo(){let e=this.future.pop();e!==void 0&&(this.past.push(this.now),this.now=e)}},A=0;function j(){return A+=1,`k${A}`}var M=e=>e===void 0?``:`${Math.round(e/6)/10}`,N=e=>(e??[]).join(`, `);function P(e){let t=[],n=new Map,r;(e.ingredients??[]).forEach((e,i)=>{e.section!==r&&(r=e.section,t.push({key:j(),heading:!0,text:r??``,line:null}));let a=j();n.set(i,a),t.push({key:a,heading:!1,text:e.text,line:e})});let i=[];r=void 0;for(let t of e.steps??[]){t.section!==r&&(r=t.section,i.push({key:j(),heading:!0,text:r??``,step:null,uses:[]}));let e=(t.ingredients??[]).map(e=>n.get(e)??``).filter(Boolean);i.push({key:j(),heading:!1,text:t.text,step:t,uses:e})}return{base:e,name:e.name,description:e.description??``,story:e.story??``,author:e.author??``,amount:e.yields===void 0?``:`${e.yields.amount}`,unit:e.yields?.unit??`servings`,prep:M(e.prep_time_s),cook:M(e.cook_time_s),total:M(e.total_time_s),equipment:N(e.equipment),tags:N(e.keywords),lines:t,steps:i}}function F(e=``,t=!1){return{key:j(),heading:t,text:e,line:t?null:{text:e}}}function xe(e=``,t=!1){return{key:j(),heading:t,text:e,step:t?null:{text:e},uses:[]}}function I(e){let t=new Map,n=[],r=``;for(let i of e.lines)if(i.heading)r=i.text.trim();else if(i.text.trim()){t.set(i.key,n.length);let{section:e,...a}=i.line??{text:``};n.push({...a,text:i.text.trim(),...r?{section:r}:{}})}let i=[];r=``;for(let n of e.steps)if(n.heading)r=n.text.trim();else if(n.text.trim()){let{section:e,ingredients:a,...o}=n.step??{text:``},s=n.uses.map(e=>t.get(e)).filter(e=>e!==void 0);i.push({...o,text:n.text,...r?{section:r}:{},...s.length>0?{ingredients:s}:{}})}let{yields:a,prep_time_s:o,cook_time_s:s,total_time_s:c,...l}=e.base,u=R(e.amount);return{...l,name:e.name.trim(),description:e.description.trim(),story:e.story,author:e.author.trim(),...u===null?{}:{yields:{...e.base.yields,amount:u,unit:e.unit.trim()||`servings`}},...L(`prep_time_s`,e.prep),...L(`cook_time_s`,e.cook),...L(`total_time_s`,e.total),equipment:z(e.equipment),keywords:z(e.tags),ingredients:n,steps:i}}function L(e,t){let n=R(t);return n===null?{}:{[e]:n*60}}function R(e){let t=Number.parseFloat(e.trim().replace(`,`,`.`));return Number.isFinite(t)&&t>0?t:null}function z(e){return e.split(`,`).map(e=>e.trim()).filter(Boolean)}function B(e,t,n){let r=e.findIndex(e=>e.key===t),i=Math.min(Math.max(r+n,0),e.length-1);if(r<0||r===i)return[...e];let a=e.filter(e=>e.key!==t),[o]=e.slice(r,r+1);return o===void 0?[...e]:[...a.slice(0,i),o,...a.slice(i)]}function Se(e,t){if(e.step===null)return{...e,text:t};let n=new Set((e.step.guesses??[]).map(({field:e})=>e)),{guesses:r,...i}=e.step,a=Object.fromEntries(Object.entries(i).filter(([e])=>!n.has(e)));return{...e,text:t,step:{...a,text:t}}}function V(e,t,n){let r=(e.guesses??[]).filter(e=>e.field!==t),{guesses:i,...a}=n?e:Object.fromEntries(Object.entries(e).filter(([e])=>e!==t));return r.length>0?{...a,guesses:r}:a}function Ce(e){return{...e,steps:e.steps.map(e=>{if(e.step===null)return e;let{guesses:t,...n}=e.step;return{...e,step:n}})}}function we(e){return e.steps.reduce((e,{step:t})=>e+new Set((t?.guesses??[]).map(({field:e})=>e)).size,0)}function H(e,t){let{goal:n,...r}=V(e,`goal`,!1);return t===void 0?r:{...r,goal:t}}function U(e,t){let{heat:n,...r}=V(e,`heat`,!1);return t===void 0?r:{...r,heat:t}}var Te=c` :host{display:block}.field,.rows .content{min-inline-size:0}.field{margin-block-end:var(--ht-space-3)}input,textarea{display:block;min-block-size:48px;background:var(--ht-surface);field-sizing:content}#name{font-family:ui-serif,Georgia,serif;font-size:var(--ht-size-24)}#story,#description{font-family:ui-serif,Georgia,serif}.grid{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,180px),1fr));gap:0 var(--ht-space-3)}h2{margin:var(--ht-space-6) 0 var(--ht-space-2);font-family:ui-serif,Georgia,serif;font-size:var(--ht-size-24);font-weight:600;line-height:1.3}.rows{margin:0;padding:0;list-style:none}.row{display:grid;grid-template-columns:auto minmax(0,1fr) auto;gap:var(--ht-space-1);align-items:start;padding-block:4px;border-radius:12px}.row[data-dragged]{background:var(--ht-raised);box-shadow:0 2px 8px rgb(0 0 0 / 25%)}.heading input{font-weight:600;color:var(--ht-accent)}.grip{display:grid;place-items:center;inline-size:48px;block-size:48px;padding:0;border:0;border-radius:12px;color:var(--ht-text-2);background:transparent;cursor:grab;touch-action:none}small{display:block;padding-inline-start:12px;font-size:var(--ht-size-14);line-height:1.4;color:var(--ht-text-2);overflow-wrap:anywhere}.unsure{color:var(--ht-heat-text)}.facts,.add,.guesses{display:flex;flex-wrap:wrap;gap:var(--ht-space-2);align-items:center;margin-block:var(--ht-space-2)}.guess{display:inline-flex;align-items:center;padding-inline-start:12px;border:1px dashed var(--ht-heat-3);border-radius:24px;font-size:var(--ht-size-14);line-height:1.3;overflow-wrap:anywhere}`,W=96,Ee=10;function De(e,t){return e.filter(e=>e<t).length}function Oe(e,t,n,r){if(e.button!==0)return;let{pointerId:i}=e,a=e.clientY,o=0,s=()=>{let e=n().filter(e=>e!==t).map(e=>{let{top:t,height:n}=e.getBoundingClientRect();return t+n/2});r.over(De(e,a))},c=()=>{let e=a<W?-10:a>window.innerHeight-W?Ee:0;e!==0&&(window.scrollBy(0,e),s()),o=requestAnimationFrame(c)},l=e=>{cancelAnimationFrame(o),window.removeEventListener(`pointermove`,u),window.removeEventListener(`pointerup`,d),window.removeEventListener(`pointercancel`,f),window.removeEventListener(`keydown`,p,!0),r.end(e)},u=e=>{e.pointerId===i&&(a=e.clientY,s())},d=e=>{e.pointerId===i&&l(!0)},f=e=>{e.pointerId===i&&l(!1)},p=e=>{e.key===`Escape`&&(e.stopPropagation(),l(!1))};window.addEventListener(`pointermove`,u),window.addEventListener(`pointerup`,d),window.addEventListener(`pointercancel`,f),window.addEventListener(`keydown`,p,!0),o=requestAnimationFrame(c)}var ke=[`none`,`duration`,`temperature`,`phenomenon`,`human`],G=class extends n{constructor(...e){super(...e),this.row=null,this.pictures=[]}static{this.styles=[h,c` section{margin-block-end:var(--ht-space-6)}h3{margin:0 0 var(--ht-space-2);font-size:var(--ht-size-16);font-weight:600}.chips{display:flex;flex-wrap:wrap;gap:var(--ht-space-2);margin-block-end:var(--ht-space-2)}.pictures{display:grid;grid-template-columns:repeat(auto-fill,minmax(96px,1fr));gap:var(--ht-space-2)}.pictures button{padding:0;border:3px solid transparent;border-radius:12px;background:none;cursor:pointer}.pictures button[aria-pressed="true"]{border-color:var(--ht-accent)}img{display:block;inline-size:100%;aspect-ratio:4 / 3;border-radius:9px;object-fit:cover}`]}render(){let{locale:e,row:t}=this,n=t?.step??null;return i`<ht-sheet .open=${n!==null} heading=${e.t(`step_details`)} .closeLabel=${e.t(`close`)} @closed=${()=>this.dispatchEvent(new Event(`closed`))}
>
${n===null?s:i`${this.renderGoal(n)} ${this.renderHeat(n)} ${this.renderPicture(n)}`}
</ht-sheet>`}renderGoal(e){let{locale:t}=this,{goal:n}=e,r=n?.type??`none`,a=(t,n,r)=>i`<ht-field .label=${t} .value=${n} .maxlength=${400} @change=${t=>{let n=r(t.target.value);n!==void 0&&this.tell(H(e,n))}}
></ht-field>`;return i`<section>
<h3>${t.t(`goal`)}</h3>
<div class="chips">
${ke.map(n=>i`<ht-chip .label=${t.t(`goal_kind_${n}`)} ?selected=${r===n} @click=${()=>this.tell(H(e,this.first(n)))}
></ht-chip>`)}
</div>
${n?.type===`duration`?a(t.t(`goal_minutes`),`${n.seconds/60}`,e=>{let t=R(e);return t===null?void 0:{...n,seconds:t*60}}):n?.type===`temperature`?a(`${t.t(`temperature`)} (${t.unit})`,`${t.degrees(n.celsius)}`,e=>{let t=R(e);return t===null?void 0:{...n,celsius:this.celsius(t)}}):n?.type===`human`?a(t.t(`goal_words`),n.words,e=>({type:`human`,words:e})):n?.type===`phenomenon`?i`<div class="chips">
${ge.map(r=>i`<ht-chip .label=${t.t(`phenomenon_${r}`)} ?selected=${n.phenomenon===r} @click=${()=>this.tell(H(e,{type:`phenomenon`,phenomenon:r}))}
></ht-chip>`)}
</div>`:s}
<ht-chip .label=${t.t(`step_needs_hands`)} .icon=${u} ?selected=${e.needs_hands!==!1} @click=${()=>this.tell({...V(e,`needs_hands`,!0),needs_hands:e.needs_hands===!1})}
></ht-chip>
</section>`}renderHeat(e){let{locale:t}=this,{heat:n}=e,r=n===void 0?`none`:n.temperature_c===void 0?`power`:`hold`;return i`<section>
<h3>${t.t(`heat`)}</h3>
<div class="chips">
${[`none`,`power`,`hold`].map(n=>i`<ht-chip .label=${t.t(`heat_kind_${n}`)} ?selected=${r===n} @click=${()=>this.tell(U(e,n===`none`?void 0:n===`power`?{power:.5}:{temperature_c:90}))}
></ht-chip>`)}
</div>
${n===void 0?s:i`<ht-field .label=${r===`power`?t.t(`heat_percent`):`${t.t(`temperature`)} (${t.unit})`} .value=${r===`power`?`${Math.round((n.power??0)*100)}`:`${t.degrees(n.temperature_c??0)}`} inputmode="decimal" @change=${t=>{let n=t.target.value.trim(),i=n===`0`?0:R(n);i!==null&&this.tell(U(e,r===`power`?{power:Math.min(i,100)/100}:{temperature_c:this.celsius(i)}))}}
></ht-field>`}
<ht-field .label=${`${t.t(`oven`)} (${t.unit})`} .value=${e.oven_c===void 0?``:`${t.degrees(e.oven_c)}`} inputmode="decimal" @change=${t=>{let n=R(t.target.value),{oven_c:r,...i}=V(e,`oven_c`,!1);this.tell(n===null?i:{...i,oven_c:this.celsius(n)})}}
></ht-field>
</section>`}renderPicture(e){let t=this.pictures.filter(({media_type:e})=>e.startsWith(`image/`));return t.length===0?s:i`<section>
<h3>${this.locale.t(`step_picture`)}</h3>
<div class="pictures">
${t.map((t,n)=>i`<button type="button" aria-pressed=${e.picture===t.hash?`true`:`false`} aria-label=${`${this.locale.t(`step_picture`)} ${n+1}`} @click=${()=>{let{picture:n,...r}=e;this.tell(n===t.hash?r:{...r,picture:t.hash})}}
>
<img src=${D(t.url,240)} alt=${t.caption} loading="lazy" />
</button>`)}
</div>
</section>`}first(e){switch(e){case`none`:return;case`duration`:return{type:`duration`,seconds:600};case`temperature`:return{type:`temperature`,celsius:75};case`phenomenon`:return{type:`phenomenon`,phenomenon:`boils`};case`human`:return{type:`human`,words:``}}}celsius(e){return this.locale.fahrenheit?Math.round((e-32)/1.8*10)/10:e}tell(e){this.dispatchEvent(new CustomEvent(`step`,{detail:e}))}};v([p({attribute:!1})],G.prototype,`locale`,void 0),v([p({attribute:!1})],G.prototype,`row`,void 0),v([p({attribute:!1})],G.prototype,`pictures`,void 0),G=v([m(`ht-step-sheet`)],G);var K=class extends n{constructor(...e){super(...e),this.pictures=[],this.understood=null,this.opened=``,this.dragged=null,this.said=``}static{this.styles=[h,_,Te]}render(){let{locale:e,form:t}=this,n=we(t);return i`${this.renderText(`name`,`field_name`,1)} ${this.renderText(`description`,`field_description`,2)}
${this.renderText(`story`,`field_story`,4)}
<div class="grid">
${this.renderText(`author`,`field_author`,1)} ${this.renderText(`amount`,`field_yields`,1)}
${this.renderText(`unit`,`field_unit`,1)} ${this.renderText(`prep`,`field_prep_min`,1)}
${this.renderText(`cook`,`field_cook_min`,1)} ${this.renderText(`total`,`field_total_min`,1)}
${this.renderText(`tags`,`field_keywords`,1)} ${this.renderText(`equipment`,`field_equipment`,1)}
</div>
<p class="visually-hidden" role="status">${this.said}</p>
<h2>${e.t(`ingredients`)}</h2>
${this.understood===null?s:i`<ht-label .icon=${this.understood.counted===this.understood.lines_total?oe:C} .text=${e.t(`nutrition_counted`,{counted:this.understood.counted,total:this.understood.lines_total})}
></ht-label>`}
<ul class="rows">
${f(this.shown(`lines`),({key:e})=>e,(e,t)=>this.renderRow(`lines`,e,t))}
</ul>
${this.renderAdd(`lines`)}
<h2>${e.t(`steps`)}</h2>
${n===0?s:i`<div class="guesses">
<ht-label tone="heat" .icon=${fe} .text=${e.t(`guesses_open`,{count:n})}></ht-label>
<ht-button label=${e.t(`guesses_confirm`)} @click=${()=>this.tell(Ce(t))}></ht-button>
</div>`}
<ol class="rows">
${f(this.shown(`steps`),({key:e})=>e,(e,t)=>this.renderRow(`steps`,e,t))}
</ol>
${this.renderAdd(`steps`)}
<ht-step-sheet .locale=${e} .pictures=${this.pictures} .row=${t.steps.find(({key:e})=>e===this.opened)??null} @closed=${()=>{this.opened=``}} @step=${e=>this.setStep(this.opened,e.detail)}
></ht-step-sheet>`}renderText(e,t,n){let r=this.form[e],a=t=>this.tell({...this.form,[e]:t.target.value});return i`<div class="field">
<label for=${e}>${this.locale.t(t)}</label>
${n===1?i`<input id=${e} .value=${r} maxlength="1000" autocomplete="off" @change=${a} />`:i`<textarea id=${e} rows=${n} .value=${r} maxlength="100000" @change=${a}></textarea>`}
</div>`}renderAdd(e){let{locale:t}=this,n=t=>{let n=e===`lines`?F(``,t):xe(``,t);this.tell({...this.form,[e]:[...this.form[e],n]}),this.updateComplete.then(()=>this.field(n.key)?.focus())};return i`<div class="add">
<ht-button .icon=${r} label=${t.t(e===`lines`?`line_add`:`step_add`)} @click=${()=>n(!1)}
></ht-button>
<ht-button label=${t.t(`heading_add`)} @click=${()=>n(!0)}></ht-button>
</div>`}renderRow(e,t,n){let{locale:r}=this,a=t.heading?r.t(`heading`):e===`lines`?`${r.t(`ingredient`)} ${n+1}`:r.t(`step_number`,{step:n+1}),o=n=>this.write(e,t.key,n.target.value);return i`<li class=${t.heading?`row heading`:`row`} data-key=${t.key} data-dragged=${this.dragged?.key===t.key?``:s}
>
<button class="grip" type="button" aria-label=${r.t(`row_move`,{row:a})} @pointerdown=${n=>this.drag(n,e,t.key)} @keydown=${n=>this.keyed(n,e,t.key)}
>
<ht-icon .path=${ae}></ht-icon>
</button>
<div class="content">
${e===`steps`&&!t.heading?i`<textarea rows="2" aria-label=${a} .value=${t.text} maxlength="20000" @change=${o}></textarea>`:i`<input aria-label=${a} .value=${t.text} maxlength="4000" autocomplete="off" @change=${o} />`}
${e===`lines`&&!t.heading?this.renderUnderstood(t.text):s}
${e===`steps`&&!t.heading?this.renderFacts(t):s}
</div>
<ht-button
compact
bare .icon=${re} label=${r.t(`row_remove`,{row:a})} @click=${()=>this.tell({...this.form,[e]:this.form[e].filter(({key:e})=>e!==t.key)})}
></ht-button>
</li>`}renderUnderstood(e){let t=this.understood?.lines.find(t=>t.text===e.trim());if(t===void 0)return s;let{locale:n}=this;if(!t.counted||t.food===null)return i`<small class="unsure">${n.t(`line_not_understood`)}</small>`;let r=t.grams===null?``:`, ${n.number(t.grams)} g`;return i`<small>${t.food}${r}</small>`}renderFacts(e){let{locale:n}=this,{step:r}=e;if(r===null)return s;let a=[...new Set((r.guesses??[]).map(({field:e})=>e))],o=[me(n,r),he(n,r)].filter(Boolean).join(` · `);return i`<div class="facts">
<ht-button .icon=${t} label=${o||n.t(`step_details`)} @click=${()=>{this.opened=e.key}}
></ht-button>
${a.map(t=>{let a=r.guesses?.find(e=>e.field===t),o=[...e.text].slice(a?.start??0,a?.end??0).join(``),s=n.t(`guess_${t}`);return i`<span class="guess">
<span>${n.t(`guess_from`,{what:s===`guess_${t}`?t:s,words:o})}</span>
<ht-button
compact
bare .icon=${d} label=${n.t(`guess_right`)} @click=${()=>this.setStep(e.key,V(r,t,!0))}
></ht-button>
<ht-button
compact
bare .icon=${l} label=${n.t(`guess_wrong`)} @click=${()=>this.setStep(e.key,V(r,t,!1))}
></ht-button>
</span>`})}
</div>`}write(e,t,n){if(e===`lines`){let[e=``,...r]=n.split(`
`).filter(e=>e.trim());this.tell({...this.form,lines:this.form.lines.flatMap(n=>n.key===t?[{...n,text:e},...r.map(e=>F(e))]:[n])})}else this.tell({...this.form,steps:this.form.steps.map(e=>e.key===t?Se(e,n):e)})}setStep(e,t){this.tell({...this.form,steps:this.form.steps.map(n=>n.key===e?{...n,step:t}:n)})}keyed(e,t,n){let r={ArrowUp:-1,ArrowDown:1,Home:-1e4,End:1e4}[e.key];r!==void 0&&(e.preventDefault(),this.move(t,n,r),this.updateComplete.then(()=>this.renderRoot.querySelector(`[data-key="${n}"] .grip`)?.focus()))}shown(e){return this.dragged?.rows===e?this.dragged.order:this.form[e]}drag(e,t,n){let r=e.currentTarget.closest(`li`),i=r?.parentElement;if(r===null||i==null)return;let a=this.form[t],o=a.findIndex(e=>e.key===n),s=o;Oe(e,r,()=>[...i.children],{over:e=>{(e!==s||this.dragged===null)&&(s=e,this.dragged={key:n,rows:t,order:B(a,n,s-o)})},end:e=>{this.dragged=null,e&&s!==o&&this.move(t,n,s-o)}})}move(e,t,n){let r=this.form[e],i=B(r,t,n),a=i.findIndex(e=>e.key===t)+1;this.said=this.locale.t(`row_moved`,{place:a,count:i.length}),i.some((e,t)=>e!==r[t])&&this.tell({...this.form,[e]:i})}field(e){return this.renderRoot.querySelector(`[data-key="${e}"] :is(input, textarea)`)}tell(e){this.dispatchEvent(new CustomEvent(`change`,{detail:e}))}};v([p({attribute:!1})],K.prototype,`locale`,void 0),v([p({attribute:!1})],K.prototype,`form`,void 0),v([p({attribute:!1})],K.prototype,`pictures`,void 0),v([p({attribute:!1})],K.prototype,`understood`,void 0),v([o()],K.prototype,`opened`,void 0),v([o()],K.prototype,`dragged`,void 0),v([o()],K.prototype,`said`,void 0),K=v([m(`ht-recipe-form`)],K);async function q(e,t){let n=new FormData;n.append(`file`,t,t.name||`file`);let{fetchWithAuth:r}=e,i=await r?.(`/api/file_upload`,{method:`POST`,body:n});if(i===void 0||!i.ok)throw{code:`upload`,message:`${i?.status??`?`}`};return(await i.json()).file_id}var Ae=e({Editor:()=>J}),je=600,J=class extends n{constructor(...e){super(...e),this.narrow=!1,this.recipe=``,this.history=null,this.pictures=[],this.checked=null,this.conflict=null,this.restored=!1,this.asking=!1,this.saving=!1,this.reason=``,this.version=0,this.timer=0,this.checking=new ee}static{this.styles=[h,c` :host{display:block;max-inline-size:1180px;margin-inline:auto}.bar{position:sticky;inset-block-start:56px;z-index:1;display:flex;flex-wrap:wrap;gap:var(--ht-space-2);align-items:center;padding-block:var(--ht-space-2);background:var(--primary-background-color,#fafafa)}.bar .space{flex:1}.columns{display:grid;grid-template-columns:minmax(0,1fr);gap:var(--ht-space-6)}@media (min-width:1100px){.columns{grid-template-columns:minmax(0,3fr) minmax(0,2fr)}aside{position:sticky;inset-block-start:128px;align-self:start}}h2{margin:0 0 var(--ht-space-2);font-size:var(--ht-size-16);font-weight:600}pre{max-block-size:60vh;margin:0;padding:var(--ht-space-4);border:1px solid var(--ht-line);border-radius:var(--ht-radius);overflow:auto;font-size:var(--ht-size-14);line-height:1.5;white-space:pre-wrap;overflow-wrap:anywhere;background:var(--ht-surface)}.conflict{margin-block:var(--ht-space-3);padding:var(--ht-space-4);border:2px solid var(--ht-heat-3);border-radius:var(--ht-radius)}.row{display:flex;flex-wrap:wrap;gap:var(--ht-space-2);margin-block-start:var(--ht-space-3)}`]}willUpdate(e){e.has(`recipe`)&&(this.history=this.checked=this.conflict=null,this.restored=!1,this.load())}get key(){return this.recipe||`new`}async load(){let e=ye(this.key),{recipe:t}=this;try{if(t===``)this.version=0,this.begin(e?.recipe??{id:``,name:``,ingredients:[{text:``}],steps:[{text:``}]});else{let n=await y(this.hass,`recipe`,{recipe:t});if(t!==this.recipe)return;this.pictures=n.pictures,this.version=e?.version??n.recipe.version??1,this.begin(e?.recipe??n.recipe)}this.restored=e!==null}catch(e){await this.failed(e)}}begin(e){this.history=new be(P(e)),this.check()}render(){let{locale:e,history:t}=this;if(t===null)return i`<ht-label .text=${e.t(`loading`)}></ht-label>
<ht-failure .text=${this.reason} .retryLabel=${e.t(`retry`)} @retry=${()=>this.load()}></ht-failure>`;let n=t.now;return i`<div class="bar">
<ht-button ?compact=${this.narrow} .icon=${T} label=${e.t(`cancel`)} @click=${()=>this.leave()}></ht-button>
<ht-button compact .icon=${de} label=${e.t(`undo`)} ?disabled=${!t.canUndo} @click=${()=>this.step(()=>t.undo())}></ht-button>
<ht-button compact .icon=${ue} label=${e.t(`redo`)} ?disabled=${!t.canRedo} @click=${()=>this.step(()=>t.redo())}></ht-button>
<span class="space"></span>
${this.recipe===``?s:i`<ht-button ?compact=${this.narrow} .icon=${le} label=${e.t(`picture_add`)} @click=${()=>this.pick()}></ht-button>`}
<ht-button kind="primary" .icon=${d} label=${e.t(`save`)} ?disabled=${this.saving} @click=${()=>this.ask()}
></ht-button>
</div>
${this.restored?i`<div class="row" role="status">
<ht-label .icon=${ne} .text=${e.t(`draft_restored`)}></ht-label>
<ht-button label=${e.t(`draft_drop`)} @click=${()=>this.drop()}></ht-button>
</div>`:s}
<ht-failure .text=${this.reason} .retryLabel=${e.t(`retry`)} @retry=${()=>this.save()}></ht-failure>
${this.conflict===null?s:this.renderConflict(this.conflict)}
<div class="columns">
<ht-recipe-form .locale=${e} .form=${n} .pictures=${this.pictures} .understood=${this.checked?.understood??null} @change=${e=>this.step(()=>t.set(e.detail))}
></ht-recipe-form>
<aside>
${this.renderSimilar()}
<h2>${e.t(`cooklang`)}</h2>
<pre tabindex="0">${this.checked?.cooklang??``}</pre>
</aside>
</div>
<ht-sheet .open=${this.asking} heading=${e.t(`save_why`)} .closeLabel=${e.t(`close`)} @closed=${()=>{this.asking=!1}}
>
${this.asking?i`<ht-field id="why" .label=${e.t(`save_reason`)} .help=${e.t(`save_reason_hint`)} .maxlength=${300}></ht-field>
<div class="row">
<ht-button kind="primary" .icon=${d} label=${e.t(`save`)} @click=${()=>this.save()}></ht-button>
</div>`:s}
</ht-sheet>
<input
hidden type="file" accept="image/*" @change=${e=>this.addPicture(e.target.files?.[0])}
/>`}renderConflict({newest:e,difference:t}){let{locale:n}=this;return i`<section class="conflict" role="alert">
<h2>${n.t(`conflict`,{version:e})}</h2>
<ht-difference .locale=${n} .difference=${t}></ht-difference>
<div class="row">
<ht-button kind="primary" label=${n.t(`conflict_mine`)} @click=${()=>this.overwrite()}></ht-button>
<ht-button label=${n.t(`conflict_theirs`)} @click=${()=>this.drop()}></ht-button>
</div>
</section>`}renderSimilar(){let e=Object.values(this.checked?.duplicates??{});return e.length===0?s:i`<p>
<ht-label tone="heat" .icon=${C} .text=${this.locale.t(`similar`,{names:e.join(`, `)})}></ht-label>
</p>`}step(e){let{history:t}=this;t!==null&&(e(),ve(this.key,{recipe:I(t.now),version:this.version,reason:``}),this.requestUpdate(),window.clearTimeout(this.timer),this.timer=window.setTimeout(()=>this.check(),je))}check(){let{history:e}=this;e!==null&&this.checking.of(y(this.hass,`recipe/check`,{document:this.document(e.now)}),e=>{this.checked=e},()=>void 0)}document(e){return{...I(e),id:this.recipe,version:Math.max(this.version,1)}}ask(){this.recipe===``?this.save():this.asking=!0}async save(){let{history:e}=this;if(e===null||this.saving)return;let t=this.why?.value.trim()??``;this.asking=!1,this.saving=!0,this.reason=``;try{let n=await g(this.hass,`recipe/save`,{document:this.document(e.now),reason:t});n.recipe===void 0?this.conflict=n:(k(this.key),this.navigate([`recipes`,n.recipe.id],!0))}catch(e){await this.failed(e)}this.saving=!1}overwrite(){this.conflict!==null&&(this.version=this.conflict.newest,this.conflict=null,this.save())}drop(){k(this.key),this.conflict=null,this.load()}leave(){this.navigate(this.recipe===``?[`recipes`]:[`recipes`,this.recipe],!0)}pick(){this.renderRoot.querySelector(`input[type=file]`)?.click()}async addPicture(e){if(e!==void 0)try{let t=await q(this.hass,e),n=this.pictures.some(e=>e.role===`cover`)?`step`:`cover`;await b(this.hass,`add_picture`,{recipe:this.recipe,file:t,role:n}),this.pictures=(await y(this.hass,`recipe`,{recipe:this.recipe})).pictures}catch(e){await this.failed(e)}}async failed(e){this.reason=this.locale.t(`failed`,{reason:await x(this.hass,this.locale,e)})}};v([p({attribute:!1})],J.prototype,`hass`,void 0),v([p({attribute:!1})],J.prototype,`locale`,void 0),v([p({type:Boolean,reflect:!0})],J.prototype,`narrow`,void 0),v([p()],J.prototype,`recipe`,void 0),v([p({attribute:!1})],J.prototype,`navigate`,void 0),v([o()],J.prototype,`history`,void 0),v([o()],J.prototype,`pictures`,void 0),v([o()],J.prototype,`checked`,void 0),v([o()],J.prototype,`conflict`,void 0),v([o()],J.prototype,`restored`,void 0),v([o()],J.prototype,`asking`,void 0),v([o()],J.prototype,`saving`,void 0),v([o()],J.prototype,`reason`,void 0),v([a(`#why`)],J.prototype,`why`,void 0),J=v([m(`ht-editor`)],J);var Y=500;function X(e,t){let n=new Set(e);return n.delete(t)||n.add(t),n}function Me(e,t,n){let r=Object.entries(t.duplicates);return r.length===0?s:i`<p class="similar">
<ht-label tone="heat" .icon=${C} .text=${e.t(`similar_heading`)}></ht-label>
${r.map(([e,t])=>i`<a href=${n(`recipes`,e)} target="_blank" rel="noopener">${t}</a>`)}
</p>`}function Ne(e,t){let n=t.recipe?.unparsed??[];if(n.length===0)return s;let r=n.join(` · `).slice(0,300);return i`<ht-label tone="heat" .icon=${C} .text=${e.t(`import_unparsed`,{words:r})}
></ht-label>`}function Pe(e,t,n,r){let a=t.pictures??[];return a.length===0?s:i`<div class="pictures" role="group" aria-label=${e.t(`import_pictures`)}>
${a.map(({name:t,url:a},o)=>i`<button type="button" aria-pressed=${n.has(t)?`true`:`false`} aria-label=${`${e.t(`import_pictures`)} ${o+1}`} @click=${()=>r(X(n,t))}
>
<img src=${D(a,480)} alt="" />
</button>`)}
</div>`}function Fe(e,t,n,r){return i`<p>${e.t(`import_found`,{count:e.number(t.total)})}</p>
<ul class="many">
${t.recipes.slice(0,Y).map(t=>i`<li>
<label>
<input type="checkbox" .checked=${!n.has(t.index)} @change=${()=>r(X(n,t.index))}
/>
<span>${t.name}</span>
${Object.keys(t.duplicates).length>0?i`<small>${e.t(`import_similar`,{names:Object.values(t.duplicates).join(`, `)})}</small>`:s}
</label>
</li>`)}
</ul>
${t.total>Y?i`<p>${e.t(`import_more`,{count:e.number(t.total-Y)})}</p>`:s}`}var Ie=c` :host{display:block;max-inline-size:980px;margin-inline:auto}h1{margin:0 0 var(--ht-space-4);font-family:ui-serif,Georgia,serif;font-size:var(--ht-size-28);font-weight:600;line-height:1.2}nav{display:flex;flex-wrap:wrap;gap:var(--ht-space-2);margin-block-end:var(--ht-space-4)}nav a{display:inline-flex;gap:8px;align-items:center;min-block-size:48px;padding-inline:var(--ht-space-4);border:1px solid var(--ht-line);border-radius:24px;color:var(--ht-text);text-decoration:none}nav a[aria-current]{border:2px solid var(--ht-accent);font-weight:500}input:not([type="checkbox"]),textarea{display:block;min-block-size:52px;padding:12px 16px;background:var(--ht-surface)}.hint{margin:var(--ht-space-2) 0 var(--ht-space-4);font-size:var(--ht-size-14);line-height:1.45;color:var(--ht-text-2)}.drop{display:grid;gap:var(--ht-space-3);justify-items:center;padding:var(--ht-space-8) var(--ht-space-4);border:2px dashed var(--ht-outline);border-radius:24px;text-align:center;--ht-icon-size:48px}.drop ht-button{--ht-icon-size:24px}.busy{margin-block:var(--ht-space-4)}progress{inline-size:100%;accent-color:var(--ht-accent)}.beside{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,360px),1fr));gap:var(--ht-space-4)}.beside img{inline-size:100%;border-radius:16px}.pictures{display:grid;grid-template-columns:repeat(auto-fill,minmax(140px,1fr));gap:var(--ht-space-2);margin-block:var(--ht-space-3)}.pictures button{padding:0;border:3px solid transparent;border-radius:16px;background:none;cursor:pointer}.pictures button[aria-pressed="true"]{border-color:var(--ht-accent)}.pictures img{display:block;inline-size:100%;aspect-ratio:4 / 3;border-radius:12px;object-fit:cover}.similar{display:flex;flex-wrap:wrap;gap:var(--ht-space-2) var(--ht-space-4);align-items:center}.similar a{display:inline-flex;align-items:center;min-block-size:48px;color:var(--ht-accent)}.many{margin:0;padding:0;list-style:none}.many label{display:flex;flex-wrap:wrap;gap:var(--ht-space-3);align-items:center;min-block-size:48px;border-block-end:1px solid var(--ht-line);font-size:var(--ht-size-16);color:var(--ht-text);overflow-wrap:anywhere}.many input{inline-size:24px;block-size:24px;accent-color:var(--ht-accent)}.many small{color:var(--ht-heat-text)}details{margin-block:var(--ht-space-3)}summary{min-block-size:48px;padding-block:12px;cursor:pointer}.bar{position:sticky;inset-block-end:var(--ht-nav-height,0px);display:flex;flex-wrap:wrap;gap:var(--ht-space-2);justify-content:space-between;margin-block-start:var(--ht-space-6);padding-block:var(--ht-space-3);background:var(--primary-background-color,#fafafa)}`,Z=4e3,Le=[[`(`,`)`],[`[`,`]`]];function Re(e){let t=new URLSearchParams(e);for(let e of[`url`,`text`,`title`]){let n=(t.get(e)??``).slice(0,4*Z),r=Q(/\bhttps?:\/\/[^\s<>"“”]+/i.exec(n)?.[0]??``);if(r.length<=Z&&URL.canParse(r))return r}return``}function Q(e){let t=e.at(-1)??``,n=Le.find(([,e])=>e===t);return n!==void 0&&ze(e,n[1])>ze(e,n[0])||t!==``&&`.,;:!?'’»*`.includes(t)?Q(e.slice(0,-1)):e}function ze(e,t){return e.split(t).length-1}var Be=e({ImportView:()=>$}),Ve=[{way:`link`,path:``,icon:se},{way:`paste`,path:`paste`,icon:ie},{way:`photo`,path:`photo`,icon:E},{way:`file`,path:`file`,icon:ce}],$=class extends n{constructor(...e){super(...e),this.way=``,this.read=null,this.form=null,this.chosen=new Set,this.without=new Set,this.busy=!1,this.reason=``,this.progress=null,this.stop=null,this.shared=``}static{this.styles=[h,_,Ie]}connectedCallback(){super.connectedCallback(),this.shared=Re(window.location.search);let e=this.hass.connection.subscribeMessage(e=>{e.import!==void 0&&(this.progress=e.import)},{type:`hearthtech/imports`});e.catch(()=>void 0),this.stop=()=>void e.then(e=>e()).catch(()=>void 0)}disconnectedCallback(){super.disconnectedCallback(),this.stop?.()}willUpdate(e){e.has(`way`)&&(this.read=this.form=this.progress=null,this.reason=``)}get chosenWay(){return Ve.find(({path:e})=>e===this.way)?.way??`link`}render(){let{locale:e,read:t}=this;return i`<h1>${e.t(`recipe_add`)}</h1>
${t===null?i`<nav aria-label=${e.t(`recipe_add`)}>
${Ve.map(({way:t,path:n,icon:r})=>{let a=[`recipes`,`import`,...n?[n]:[]];return i`<a href=${this.href(...a)} aria-current=${t===this.chosenWay?`page`:s} @click=${e=>pe(e,()=>this.navigate(a,!0))}
><ht-icon .path=${r}></ht-icon>${e.t(`add_${t===`file`?`archive`:t}`)}</a
>`})}
</nav>
${this.renderWay()}`:this.renderRead(t)}
${this.busy?this.renderBusy():s}
<ht-failure .text=${this.reason}></ht-failure>`}renderWay(){let{locale:e}=this,t=e=>{e.preventDefault(),this.readNow()};switch(this.chosenWay){case`link`:return i`<form @submit=${t}>
<label for="url">${e.t(`import_address`)}</label>
<input id="url" inputmode="url" autocomplete="off" maxlength="4000" .value=${this.shared} />
<p class="hint">${e.t(`import_link_hint`)}</p>
<ht-button kind="primary" .icon=${S} label=${e.t(`import_read`)} ?disabled=${this.busy} @click=${t}></ht-button>
</form>`;case`paste`:return i`<form @submit=${t}>
<label for="words">${e.t(`import_words`)}</label>
<textarea id="words" rows="12"></textarea>
<p class="hint">${e.t(`import_paste_hint`)}</p>
<ht-button kind="primary" .icon=${S} label=${e.t(`import_read`)} ?disabled=${this.busy} @click=${t}></ht-button>
</form>`;default:return i`<div class="drop" @dragover=${e=>e.preventDefault()} @drop=${e=>{e.preventDefault(),this.readNow(e.dataTransfer?.files[0])}}
>
<ht-icon .path=${this.chosenWay===`photo`?E:w}></ht-icon>
<p>${e.t(this.chosenWay===`photo`?`import_photo_hint`:`import_file_hint`)}</p>
<ht-button kind="primary" .icon=${w} label=${e.t(this.chosenWay===`photo`?`import_photo`:`import_file`)} ?disabled=${this.busy} @click=${()=>this.file?.click()}
></ht-button>
<input
hidden type="file" accept=${this.chosenWay===`photo`?`image/*,application/pdf`:s} @change=${()=>this.readNow(this.file?.files?.[0])}
/>
</div>`}}renderBusy(){let{locale:e,progress:t}=this,n=t?.total??null;return i`<div class="busy" role="status">
<p>
${e.t(`import_${t?.stage??`reading`}`)}
${t!==null&&n!==null&&n>1?`${e.number(t.done)} / ${e.number(n)}`:``}
</p>
${n===null||n<2?i`<progress></progress>`:i`<progress max=${n} value=${t?.done??0}></progress>`}
</div>`}renderRead(e){let{locale:t}=this;if(e.scan!==void 0&&e.draft===void 0)return this.renderScan(e.scan);let n=Object.entries(e.unread??{}),r=e.total-this.without.size;return i`${this.form===null?Fe(t,e,this.without,e=>{this.without=e}):this.renderOne(e)}
${n.length>0?i`<details>
<summary>${t.t(`import_unread`,{count:n.length})}</summary>
<ul>
${n.slice(0,200).map(([e,t])=>i`<li>${e}: ${t}</li>`)}
</ul>
</details>`:s}
<div class="bar">
<ht-button .icon=${T} label=${t.t(`import_again`)} ?disabled=${this.busy} @click=${()=>this.restart()}></ht-button>
<ht-button kind="primary" .icon=${d} label=${this.form===null?t.t(`import_keep_many`,{count:t.number(r)}):t.t(`import_keep`)} ?disabled=${this.busy||r===0} @click=${()=>this.keep()}
></ht-button>
</div>`}renderScan(e){let{locale:t}=this;return i`<div class="beside">
<img src=${D(e.url,1600)} alt=${t.t(`original_scan`)} />
<form @submit=${e=>{e.preventDefault(),this.readNow()}}
>
<label for="words">${t.t(`import_scan_words`)}</label>
<textarea id="words" rows="18" .value=${e.words}></textarea>
<p class="hint">${t.t(e.words?`import_scan_check`:`import_scan_type`)}</p>
<ht-button kind="primary" .icon=${S} label=${t.t(`import_read`)} ?disabled=${this.busy} @click=${()=>this.readNow()}></ht-button>
</form>
</div>`}renderOne(e){let{locale:t,form:n}=this,[r]=e.recipes;return n===null||r===void 0?s:i`${Me(t,r,this.href)} ${Ne(t,r)}
${Pe(t,r,this.chosen,e=>{this.chosen=e})}
<ht-recipe-form .locale=${t} .form=${n} .understood=${r.understood??null} @change=${e=>{this.form=e.detail}}
></ht-recipe-form>`}restart(){this.read=this.form=null,this.reason=``,this.without=new Set}async readNow(e){let t=this.words?.value.trim()??``,n=this.read?.scan;if(e===void 0&&!t)return this.words?.focus();await this.work(async()=>{let r=e===void 0?this.chosenWay===`link`?{url:t.slice(0,4096)}:{text:t,...n===void 0?{}:{scan:n.hash}}:{file:await q(this.hass,e)},i=await y(this.hass,`import/read`,r),[a]=i.recipes;this.without=new Set,this.form=a?.recipe===void 0?null:P(a.recipe),this.chosen=new Set((a?.pictures??[]).slice(0,1).map(({name:e})=>e)),this.read=i,window.scrollTo(0,0)})}async keep(){let{read:e,form:t}=this;e?.draft!==void 0&&await this.work(async()=>{let n=await g(this.hass,`import/keep`,{draft:e.draft,...t===null?{without:[...this.without]}:{document:{...I(t),id:``},pictures:[...this.chosen]}}),[r]=n.recipes;this.restart(),this.navigate(n.recipes.length===1&&r!==void 0?[`recipes`,r.id]:[`recipes`],!0),r!==void 0&&this.offerUndo(n,r.id)})}offerUndo(e,t){let{hass:n,locale:r}=this,[i]=e.recipes,a=e.recipes.length===1?r.t(`import_kept`,{name:i?.name??``}):r.t(`import_kept_many`,{count:r.number(e.recipes.length),present:r.number(e.present.length)});te(n,r,{message:a,label:r.t(`undo`),duration:12e3,undo:async()=>{await b(n,`undo_recipe_change`,{recipe:t}),this.navigate([`recipes`])}})}async work(e){if(!this.busy){this.busy=!0,this.reason=``,this.progress=null;try{await e()}catch(e){this.reason=this.locale.t(`failed`,{reason:await x(this.hass,this.locale,e)})}this.busy=!1}}};v([p({attribute:!1})],$.prototype,`hass`,void 0),v([p({attribute:!1})],$.prototype,`locale`,void 0),v([p()],$.prototype,`way`,void 0),v([p({attribute:!1})],$.prototype,`href`,void 0),v([p({attribute:!1})],$.prototype,`navigate`,void 0),v([o()],$.prototype,`read`,void 0),v([o()],$.prototype,`form`,void 0),v([o()],$.prototype,`chosen`,void 0),v([o()],$.prototype,`without`,void 0),v([o()],$.prototype,`busy`,void 0),v([o()],$.prototype,`reason`,void 0),v([o()],$.prototype,`progress`,void 0),v([a(`textarea, input:not([type=file])`)],$.prototype,`words`,void 0),v([a(`input[type=file]`)],$.prototype,`file`,void 0),$=v([m(`ht-import`)],$);export{Ae as n,Be as t};